//! Which column is probably which field, by its name in English or Russian.

use std::collections::BTreeMap;

use super::guide::{Kind, guides};

/// Words that people add to the names of columns without meaning another field.
const FILLERS: [&str; 29] = [
    "клиента",
    "покупателя",
    "участника",
    "гостя",
    "держателя",
    "товара",
    "номенклатуры",
    "продажи",
    "чека",
    "руб",
    "rub",
    "rur",
    "р",
    "usd",
    "eur",
    "gbp",
    "шт",
    "pcs",
    "customer",
    "client",
    "member",
    "buyer",
    "guest",
    "contact",
    "product",
    "item",
    "receipt",
    "the",
    "of",
];

/// Fields with the columns they are probably read from. A column is suggested once.
pub fn suggest(kind: Kind, columns: &[String]) -> BTreeMap<String, String> {
    let names: Vec<_> = columns.iter().map(|column| words(column)).collect();
    let mut taken = vec![false; columns.len()];
    let mut suggested = BTreeMap::new();
    // A name as it stands says more than what is left of it without its fillers.
    for form in [joined, stripped] {
        for field in guides(kind) {
            if suggested.contains_key(field.name) {
                continue;
            }
            let own = field.name.replace('_', "");
            let known =
                std::iter::once(own.as_str()).chain(also_called(kind, field.name).iter().copied());
            let place = known.into_iter().find_map(|name| {
                let fits = |place: &usize| !taken[*place] && form(&names[*place]) == name;
                (0..columns.len()).find(fits)
            });
            if let Some(place) = place {
                taken[place] = true;
                suggested.insert(field.name.to_owned(), columns[place].clone());
            }
        }
    }
    suggested
}

fn joined(words: &[String]) -> String {
    words.concat()
}

fn stripped(words: &[String]) -> String {
    words
        .iter()
        .filter(|word| !FILLERS.contains(&word.as_str()))
        .map(String::as_str)
        .collect()
}

/// The words of a name in small letters: `InvoiceDate`, `invoice_date` and `Invoice date` have the same.
fn words(name: &str) -> Vec<String> {
    let name = name.replace('№', " номер ").replace('#', " number ");
    let mut words = vec![String::new()];
    let mut small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && small) {
            words.push(String::new());
        }
        small = letter.is_lowercase() || letter.is_numeric();
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(
                letter
                    .to_lowercase()
                    .map(|letter| if letter == 'ё' { 'е' } else { letter }),
            );
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Other names of a field, the most telling first: small letters, without what stands between words.
fn also_called(kind: Kind, field: &str) -> &'static [&'static str] {
    match kind {
        Kind::Members => of_members(field),
        Kind::Purchases => of_purchases(field),
        Kind::Products => of_products(field),
        Kind::Spend => of_spend(field),
    }
}

#[rustfmt::skip]
fn of_members(field: &str) -> &'static [&'static str] {
    match field {
        "external_id" => &["memberid", "customerid", "clientid", "userid", "contactid", "crmid", "id", "customer", "customercode", "clientcode", "code", "guid", "uuid",
            "кодклиента", "idклиента", "кодпокупателя", "idпокупателя", "кодучастника", "внешнийкод", "внешнийid", "ид", "код", "номерклиента"],
        "card" => &["cardnumber", "cardno", "cardcode", "loyaltycard", "loyaltycardnumber", "discountcard", "barcode",
            "карта", "номеркарты", "кодкарты", "дисконтнаякарта", "бонуснаякарта", "картаклиента", "картапокупателя", "номердисконтнойкарты", "номербонуснойкарты", "картылояльности", "картылояльностиномер", "номеркартылояльности", "штрихкод", "штрихкодкарты"],
        "phone" => &["phonenumber", "mobile", "mobilephone", "mobilenumber", "telephone", "tel", "cell", "cellphone", "msisdn",
            "телефон", "номертелефона", "мобильный", "мобильныйтелефон", "моб", "мобтелефон", "тел", "сотовый", "сотовыйтелефон", "контактныйтелефон"],
        "email" => &["mail", "emailaddress", "почта", "электроннаяпочта", "имейл", "емейл", "адресэлектроннойпочты", "элпочта", "эпочта"],
        "first_name" => &["name", "givenname", "forename", "имя"],
        "middle_name" => &["patronymic", "secondname", "отчество"],
        "last_name" => &["surname", "familyname", "фамилия"],
        "birth_date" => &["birthday", "dateofbirth", "dob", "birthdate", "датарождения", "деньрождения", "др"],
        "gender" => &["sex", "пол"],
        "city" => &["town", "город", "населенныйпункт"],
        "language" => &["lang", "locale", "язык"],
        "store" => &["storeid", "homestore", "shop", "shopid", "location", "магазин", "кодмагазина", "домашниймагазин", "любимыймагазин", "филиал", "точка"],
        "tags" => &["tag", "labels", "метки", "теги", "тэги"],
        "consents" => &["consent", "optin", "согласия", "согласие"],
        "registered_at" => &["registered", "registrationdate", "registeredon", "joined", "joinedat", "joindate", "signupdate", "createdat", "created", "enrolldate",
            "датарегистрации", "зарегистрирован", "датавступления", "датасоздания", "датавыдачикарты", "датавыдачи"],
        _ => &[],
    }
}

#[rustfmt::skip]
fn of_purchases(field: &str) -> &'static [&'static str] {
    match field {
        "id" => &["invoice", "invoiceno", "invoicenumber", "invoiceid", "receipt", "receiptid", "receiptno", "receiptnumber", "orderid", "orderno", "ordernumber", "order", "transactionid", "transaction", "checkid", "checknumber", "purchaseid", "saleid", "basketid", "billno", "number",
            "номерчека", "чек", "чекномер", "idчека", "кодчека", "номердокумента", "документ", "номерзаказа", "заказ", "idзаказа", "номерпокупки", "idпокупки", "номерпродажи", "номер"],
        "at" => &["invoicedate", "date", "datetime", "purchasedate", "purchasedat", "orderdate", "receiptdate", "transactiondate", "saledate", "soldat", "timestamp", "time", "createdat", "day",
            "дата", "датавремя", "датаивремя", "датачека", "датапокупки", "датапродажи", "датадокумента", "датазаказа", "времяпокупки", "времяпродажи", "момент"],
        "member" => &["customerid", "customer", "clientid", "client", "memberid", "userid", "user", "buyerid", "buyer", "customercode", "clientcode", "contactid", "card", "cardnumber", "householdkey",
            "клиент", "кодклиента", "idклиента", "покупатель", "кодпокупателя", "idпокупателя", "участник", "кодучастника", "карта", "номеркарты"],
        "sku" => &["stockcode", "productid", "productcode", "itemid", "itemcode", "article", "articlecode", "plu", "barcode", "ean", "goodsid", "product", "item",
            "артикул", "кодтовара", "idтовара", "код", "кодноменклатуры", "штрихкод", "товаркод"],
        "name" => &["description", "productname", "itemname", "title", "goodsname", "наименование", "название", "названиетовара", "наименованиетовара", "товар", "номенклатура"],
        "category" => &["categories", "productcategory", "department", "group", "productgroup", "категория", "категориятовара", "группа", "группатовара", "группатоваров", "товарнаягруппа", "отдел"],
        "quantity" => &["qty", "count", "units", "pieces", "количество", "колво", "кол", "количествотовара"],
        "price" => &["unitprice", "priceperunit", "itemprice", "цена", "ценазаединицу", "ценазашт", "ценатовара"],
        "amount" => &["total", "sum", "lineamount", "linetotal", "totalprice", "salesvalue", "value", "revenue", "spent", "paid", "сумма", "итого", "стоимость", "суммачека", "суммапокупки", "суммапродажи", "суммастроки", "выручка", "оплачено", "всего"],
        "store" => &["storeid", "storecode", "storename", "shop", "shopid", "location", "branch", "outlet", "магазин", "кодмагазина", "idмагазина", "точка", "торговаяточка", "филиал", "склад", "подразделение", "ресторан", "кафе"],
        "till" => &["tillid", "pos", "posid", "register", "terminal", "terminalid", "cashdesk", "касса", "номеркассы", "ккм", "терминал"],
        "channel" => &["saleschannel", "source", "канал", "каналпродаж", "источник"],
        _ => &[],
    }
}

#[rustfmt::skip]
fn of_spend(field: &str) -> &'static [&'static str] {
    match field {
        "from" => &["date", "day", "startdate", "start", "begins", "month", "дата", "день", "с", "начало", "датаначала", "месяц"],
        "to" => &["enddate", "end", "until", "ends", "по", "конец", "окончание", "датаокончания"],
        "purpose" => &["kind", "type", "цель", "назначение", "статья", "вид"],
        "amount" => &["cost", "spend", "spent", "sum", "total", "value", "сумма", "расход", "затраты", "стоимость", "потрачено"],
        "source" => &["channel", "utmsource", "medium", "источник", "канал"],
        "label" => &["campaign", "utmcampaign", "campaignname", "experiment", "кампания", "метка", "эксперимент"],
        "note" => &["comment", "description", "remark", "примечание", "комментарий", "описание"],
        _ => &[],
    }
}

#[rustfmt::skip]
fn of_products(field: &str) -> &'static [&'static str] {
    match field {
        "sku" => &["article", "articlecode", "stockcode", "productid", "productcode", "itemid", "itemcode", "plu", "code", "id", "barcode", "ean",
            "артикул", "кодтовара", "idтовара", "код", "ид", "кодноменклатуры", "штрихкод"],
        "name" => &["title", "productname", "itemname", "description", "наименование", "название", "товар", "номенклатура"],
        "category" => &["categories", "productcategory", "department", "group", "productgroup", "категория", "категории", "группа", "группатоваров", "товарнаягруппа", "раздел", "отдел"],
        "brand" => &["manufacturer", "vendor", "trademark", "бренд", "марка", "торговаямарка", "производитель"],
        "price" => &["unitprice", "shelfprice", "retailprice", "regularprice", "listprice", "baseprice", "цена", "розничнаяцена", "ценапродажи", "базоваяцена", "ценарозничная", "ценазаединицу"],
        "min_price" => &["minimumprice", "minprice", "lowestprice", "минимальнаяцена", "минцена", "мрц", "минимальнаярозничнаяцена"],
        "club_price" => &["memberprice", "loyaltyprice", "cardprice", "клубнаяцена", "ценапокарте", "ценаскартой", "ценадляучастников"],
        "cost" => &["costprice", "unitcost", "purchaseprice", "buyingprice", "cogs", "себестоимость", "закупочнаяцена", "ценазакупки", "закупка"],
        "flags" => &["flag", "признаки", "признак", "флаги"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, columns: &str, expected: &str) {
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        let suggested: Vec<_> = suggest(kind, &columns)
            .into_iter()
            .map(|(field, column)| format!("{field}={column}"))
            .collect();
        let mut expected: Vec<_> = expected
            .split(',')
            .map(str::to_owned)
            .filter(|pair| !pair.is_empty())
            .collect();
        expected.sort_unstable();
        assert_eq!(suggested, expected, "{columns:?}");
    }

    #[test]
    fn columns_of_members_are_known_by_name() {
        let members = |columns, expected| check(Kind::Members, columns, expected);
        members(
            "external_id,card,phone,email",
            "external_id=external_id,card=card,phone=phone,email=email",
        );
        members(
            "CustomerID,Mobile Phone,First Name,Surname,DOB",
            "external_id=CustomerID,phone=Mobile Phone,first_name=First Name,last_name=Surname,birth_date=DOB",
        );
        members(
            "Код клиента,ФИО,Телефон клиента,День рождения",
            "external_id=Код клиента,phone=Телефон клиента,birth_date=День рождения",
        );
        members(
            "№ карты,Фамилия,Имя,Отчество,Пол,Дата рождения,E-mail,Город",
            "card=№ карты,last_name=Фамилия,first_name=Имя,middle_name=Отчество,gender=Пол,birth_date=Дата рождения,email=E-mail,city=Город",
        );
        members(
            "ID,Номер карты лояльности,Моб. телефон,Дата регистрации,Магазин,Метки",
            "external_id=ID,card=Номер карты лояльности,phone=Моб. телефон,registered_at=Дата регистрации,store=Магазин,tags=Метки",
        );
        members(
            "Customer name,Customer e-mail",
            "first_name=Customer name,email=Customer e-mail",
        );
        members("a,b,c", "");
    }

    #[test]
    fn columns_of_purchases_are_known_by_name() {
        let purchases = |columns, expected| check(Kind::Purchases, columns, expected);
        purchases(
            "invoice,stock_code,description,quantity,invoice_date,unit_price,customer_id,country",
            "id=invoice,sku=stock_code,name=description,quantity=quantity,at=invoice_date,price=unit_price,member=customer_id",
        );
        purchases(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "id=InvoiceNo,sku=StockCode,name=Description,quantity=Quantity,at=InvoiceDate,price=UnitPrice,member=CustomerID",
        );
        purchases(
            "Номер чека,Дата и время,Код клиента,Артикул,Наименование,Кол-во,Цена,Сумма,Магазин,Касса",
            "id=Номер чека,at=Дата и время,member=Код клиента,sku=Артикул,name=Наименование,quantity=Кол-во,price=Цена,amount=Сумма,store=Магазин,till=Касса",
        );
        purchases(
            "№ чека;x,Дата,Карта,Товар,Кол.,Цена (руб.)",
            "at=Дата,member=Карта,name=Товар,quantity=Кол.,price=Цена (руб.)",
        );
        purchases(
            "Чек №,Дата чека,Покупатель,Сумма чека",
            "id=Чек №,at=Дата чека,member=Покупатель,amount=Сумма чека",
        );
        purchases(
            "user,date,units,total",
            "member=user,at=date,quantity=units,amount=total",
        );
        // What goods were bought in for is not what they were sold for.
        purchases("id,at,Закупочная цена,Себестоимость", "id=id,at=at");
    }

    #[test]
    fn columns_of_goods_are_known_by_name() {
        let goods = |columns, expected| check(Kind::Products, columns, expected);
        goods(
            "SKU,Title,Brand,Price",
            "sku=SKU,name=Title,brand=Brand,price=Price",
        );
        goods(
            "Артикул,Наименование товара,Группа товаров,Розничная цена,Минимальная цена,Клубная цена",
            "sku=Артикул,name=Наименование товара,category=Группа товаров,price=Розничная цена,min_price=Минимальная цена,club_price=Клубная цена",
        );
        goods(
            "Код,Штрихкод,Название,Цена, руб",
            "sku=Код,name=Название,price=Цена",
        );
    }

    #[test]
    fn a_column_is_suggested_once() {
        check(
            Kind::Purchases,
            "id,date,card,card number",
            "id=id,at=date,member=card",
        );
        check(Kind::Members, "id,code", "external_id=id");
    }
}

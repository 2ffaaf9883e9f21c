//! Every problem the API can answer with: its type, status, title and meaning in both languages, on one page.

use axum::http::StatusCode;
use regulars_engine::both;
use regulars_engine::language::Both;

macro_rules! kinds {
    ($($name:ident $slug:literal $status:ident $title:literal / $title_ru:literal $meaning:literal / $meaning_ru:literal)*) => {
        /// A kind of problem. Its `type` is `/problems/` and the slug, and never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {$(
            #[doc = $meaning]
            $name,
        )*}

        impl Kind {
            /// Every kind, in order of status.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The last part of its `type`.
            pub const fn slug(self) -> &'static str {
                match self {$(Self::$name => $slug,)*}
            }

            /// The status it is answered with.
            pub const fn status(self) -> StatusCode {
                match self {$(Self::$name => StatusCode::$status,)*}
            }

            /// The same for every occurrence.
            pub const fn title(self) -> Both {
                match self {$(Self::$name => both!($title, $title_ru),)*}
            }

            /// What it means and what to do.
            pub const fn meaning(self) -> Both {
                match self {$(Self::$name => both!($meaning, $meaning_ru),)*}
            }
        }
    };
}

kinds! {
    BadJson "bad_json" BAD_REQUEST
        "The body is not JSON" / "Тело запроса — не JSON"
        "The body is not well-formed JSON in UTF-8. `detail` says at which line and column."
        / "Тело запроса — не правильный JSON в UTF-8. В `detail` указаны строка и столбец."
    BadShape "bad_shape" BAD_REQUEST
        "The body has another shape" / "Тело запроса устроено иначе"
        "A field is unknown, missing or of the wrong type. `errors` points at it and says what would be right."
        / "Поле неизвестно, не указано или не того типа. `errors` показывает, где это, и говорит, как правильно."
    BadQuery "bad_query" BAD_REQUEST
        "The query is wrong" / "Неверный параметр запроса"
        "A query parameter or header is unknown, or cannot be read."
        / "Параметр или заголовок запроса неизвестен или не читается."
    Unauthorized "unauthorized" UNAUTHORIZED
        "No valid key or session" / "Нет действующего ключа или сеанса"
        "Send `Authorization: Bearer <key>` with a key that has not been revoked, or the cookie of a session that is not over."
        / "Пришлите `Authorization: Bearer <key>` с ключом, который не отозван, или `cookie` сеанса, который не закончился."
    BadLogin "bad_login" UNAUTHORIZED
        "The login or the password is wrong" / "Неверный логин или пароль"
        "Nobody has this login with this password, or they are blocked. Which of them is not told."
        / "Такого логина с таким паролем нет, или вход закрыт. Что именно не так, не говорится."
    Forbidden "forbidden" FORBIDDEN
        "They may not do this" / "На это нет прав"
        "The key or the session is valid but lacks the scope this call needs, or a change by session came without the header \
         `X-Regulars: console`."
        / "Ключ или сеанс действует, но у него нет права, нужного для этого вызова, или изменение в сеансе пришло без заголовка `X-Regulars: console`."
    BadCode "bad_code" FORBIDDEN
        "The code is wrong" / "Неверный код"
        "The server printed the code when it was started, behind its address: `set up http://…#CODE`."
        / "Код напечатан при запуске сервера, после адреса: `set up http://…#CODE`."
    NotFound "not_found" NOT_FOUND
        "There is no such thing" / "Такого нет"
        "Nothing has this id, or not for this key."
        / "С таким номером ничего нет, или оно не для этого ключа."
    NoSuchCall "no_such_call" NOT_FOUND
        "There is no such call" / "Нет такого вызова"
        "No call has this address. The calls are in `/openapi.json` and on `/docs`."
        / "По этому адресу вызова нет. Все вызовы — в `/openapi.json` и на `/docs`."
    MethodNotAllowed "method_not_allowed" METHOD_NOT_ALLOWED
        "Not with this method" / "Этим методом нельзя"
        "The address exists, but not with this method; the header `Allow` names those it has."
        / "Адрес есть, но не с этим методом; какие у него есть, перечислено в заголовке `Allow`."
    PriceChanged "price_changed" CONFLICT
        "The price has changed" / "Цена изменилась"
        "The purchase no longer equals the quote it names, or what it expects. Nothing was posted; `decision` is what the \
         purchase would be now. Ask the buyer, then send it again with another quote or `expect`."
        / "Покупка уже не совпадает с расчётом, на который ссылается, или с тем, что она ожидает. Ничего не проведено; в `decision` — какой покупка была бы сейчас. Спросите покупателя и пришлите её снова с другим расчётом или `expect`."
    QuoteGone "quote_gone" CONFLICT
        "The quote is over" / "Расчёт больше не действует"
        "The quote has expired, was used or released, and is no longer known. Ask for a new one."
        / "Срок расчёта вышел, или его уже использовали или отпустили. Запросите новый."
    Voided "voided" CONFLICT
        "The purchase was voided" / "Покупка отменена"
        "A void of this purchase was received, before it or after it. It is never revived."
        / "Отмена этой покупки уже пришла, до неё или после. Восстановить её нельзя."
    ReturnedAlready "returned_already" CONFLICT
        "Goods have come back already" / "Товары уже возвращали"
        "A purchase that was returned in part can no longer be voided."
        / "Покупку, часть которой вернули, отменить уже нельзя."
    NothingLeft "nothing_left" CONFLICT
        "Everything has come back already" / "Всё уже вернули"
        "The purchase has nothing left to return."
        / "В покупке не осталось ничего, что можно вернуть."
    WouldBreak "would_break" CONFLICT
        "The return would break a discount" / "Возврат нарушил бы скидку"
        "What is kept would no longer have its discount, and the program takes such a purchase back whole only."
        / "У оставшихся товаров не останется скидки, а такую покупку программа принимает обратно только целиком."
    DayIsOver "day_is_over" CONFLICT
        "The business day is over" / "Операционный день закончился"
        "A purchase is voided within its store's business day only; afterwards it is returned."
        / "Покупку отменяют только в операционный день её магазина; потом оформляют возврат."
    NothingToRelease "nothing_to_release" CONFLICT
        "Nothing is held by hand" / "Уровень не задан вручную"
        "The member's level is neither granted nor frozen."
        / "Уровень участника не выдан вручную и не заморожен."
    NotEnough "not_enough" CONFLICT
        "Not enough points" / "Не хватает баллов"
        "The balance, less what is held for quotes, is smaller than what was asked."
        / "Баллов, за вычетом придержанных под расчёты, меньше, чем просят списать."
    TooFew "too_few" CONFLICT
        "Too few points" / "Слишком мало баллов"
        "The program moves no fewer points at once than it says."
        / "За один раз программа не переводит меньше баллов, чем в ней указано."
    TooMany "too_many" CONFLICT
        "Too many points" / "Слишком много баллов"
        "The program moves no more points at once than it says."
        / "За один раз программа не переводит больше баллов, чем в ней указано."
    GiftCardNotSold "gift_card_not_sold" CONFLICT
        "The gift card cannot be sold" / "Подарочную карту нельзя продать"
        "A line sells a card that no money can be put on: the detail says why."
        / "В строке продаётся карта, на которую нельзя внести деньги: причина в подробностях."
    GiftCardSpent "gift_card_spent" CONFLICT
        "The gift card was used" / "Подарочной картой уже платили"
        "A card comes back only with all of the money that was put on it."
        / "Карту принимают назад только со всей суммой, которую на неё внесли."
    LimitReached "limit_reached" CONFLICT
        "The limit is used up" / "Лимит исчерпан"
        "The rule may not be used more often by this member in this period."
        / "В этом периоде участник больше не может воспользоваться правилом."
    OutOfStock "out_of_stock" CONFLICT
        "Nothing is left" / "Ничего не осталось"
        "The rule has given all members together as much as there is."
        / "Правило уже раздало всё, что есть на всех участников."
    ClaimClosed "claim_closed" CONFLICT
        "The claim has ended" / "Награда уже выдана или отменена"
        "Its reward was handed over, or it was given up or not fetched in time."
        / "Награду уже выдали, отменили или не забрали вовремя."
    MemberErased "member_erased" CONFLICT
        "The member was erased" / "Участник удалён"
        "Nothing is known of the member any more, and nothing is done with what is left. Register the person anew."
        / "Об участнике больше ничего не известно, и сделать с записью ничего нельзя. Зарегистрируйте человека заново."
    NotAllowed "not_allowed" CONFLICT
        "A condition does not hold" / "Условие не выполнено"
        "The rule that takes points for this event does not apply to this member now."
        / "Правило, которое списывает баллы за это событие, сейчас к участнику не применяется."
    TooLate "too_late" CONFLICT
        "The event is too old" / "Событие слишком старое"
        "It happened longer ago than the program accepts."
        / "Оно произошло раньше, чем принимает программа."
    Taken "taken" CONFLICT
        "The identifier belongs to another member" / "Это принадлежит другому участнику"
        "A card, telephone, e-mail address or external id identifies one member only."
        / "Карта, телефон, почта или внешний код бывают только у одного участника."
    LoginTaken "login_taken" CONFLICT
        "Somebody else has this login" / "Логин занят"
        "A login is of one person only; choose another."
        / "Логин бывает только у одного человека; выберите другой."
    SegmentTaken "segment_taken" CONFLICT
        "There is a segment of this id" / "Сегмент с таким номером уже есть"
        "A segment of this id is saved, or the live program declares one. Choose another id, or leave it out: one is made of the name."
        / "Такой сегмент сохранён или описан в действующей программе. Выберите другой `id` или не указывайте его: он получится из названия."
    SegmentInUse "segment_in_use" CONFLICT
        "Others stand on it" / "На него опираются другие"
        "`detail` names the segments that are made of it and the rules of programs that name it. Change them first."
        / "В `detail` названы построенные на нём сегменты и правила программ, где он упомянут. Сначала измените их."
    ExperimentTaken "experiment_taken" CONFLICT
        "There is an experiment of this id" / "Эксперимент с таким номером уже есть"
        "Choose another id, or leave it out: one is made of the name."
        / "Выберите другой `id` или не указывайте его: он получится из названия."
    ExperimentPast "experiment_past" CONFLICT
        "The experiment is at another stage" / "Эксперимент на другом этапе"
        "Drafts are changed, launched and dropped; what runs is read and ended; what has ended is read."
        / "Черновик меняют, запускают и удаляют; то, что идёт, читают и завершают; завершённое только читают."
    LastAdmin "last_admin" CONFLICT
        "It is the last administrator" / "Это последний администратор"
        "Somebody must be able to run the installation. Make somebody else an administrator first."
        / "Кто-то должен управлять установкой. Сначала назначьте администратором другого."
    SetUpAlready "set_up_already" CONFLICT
        "It is set up already" / "Уже настроено"
        "There is an administrator. Log in, or ask them to add you."
        / "Администратор есть. Войдите или попросите его добавить вас."
    LiveAlready "live_already" CONFLICT
        "It decides already" / "Уже действует"
        "A publication can be cancelled until two seconds before it would decide. To undo one that decides, publish the \
         version of before again."
        / "Публикацию можно отменить, пока до её начала больше двух секунд. Чтобы вернуться от действующей, опубликуйте прежнюю версию заново."
    VersionsClash "versions_clash" CONFLICT
        "Another version is on its way" / "Уже запускается другая версия"
        "One version at a time is rolled out, and none is published meanwhile. `detail` says which it is, and what to do with it first."
        / "Поэтапно запускается только одна версия, и другие в это время не публикуют. В `detail` — какая это версия и что сделать сначала."
    ImportRunning "import_running" CONFLICT
        "The import is under way" / "Загрузка идёт"
        "The file waits to be imported, or is being imported. Wait for it, or cancel it first."
        / "Файл ждёт загрузки или загружается. Дождитесь конца или сначала отмените её."
    TooLarge "too_large" PAYLOAD_TOO_LARGE
        "The body is too large" / "Тело запроса слишком большое"
        "`detail` states the limit."
        / "Сколько можно, сказано в `detail`."
    UnsupportedMediaType "unsupported_media_type" UNSUPPORTED_MEDIA_TYPE
        "Not in this format" / "В этом формате нельзя"
        "Send `Content-Type: application/json`; a program or scenario file may also be `application/yaml`."
        / "Пришлите `Content-Type: application/json`; файл программы или сценариев может быть и `application/yaml`."
    Invalid "invalid" UNPROCESSABLE_ENTITY
        "A value is wrong" / "Неверное значение"
        "The body could be read, but values in it are not possible. `errors` has one entry for each."
        / "Тело прочитано, но таких значений не бывает. В `errors` — по записи на каждое."
    UnknownMember "unknown_member" UNPROCESSABLE_ENTITY
        "The member is unknown" / "Неизвестный участник"
        "The body names a member who is not registered. With `priced: till` the purchase would be recorded all the same."
        / "В теле указан участник, который не зарегистрирован. С `priced: till` покупка всё равно была бы записана."
    UnknownLine "unknown_line" UNPROCESSABLE_ENTITY
        "The line is unknown" / "Нет такой строки"
        "The return names a line that the purchase has not."
        / "В возврате указана строка, которой нет в покупке."
    UnknownUnit "unknown_unit" UNPROCESSABLE_ENTITY
        "The unit is unknown" / "Нет такой единицы"
        "The program has no unit of this name."
        / "В программе нет единицы с таким именем."
    UnknownLevel "unknown_level" UNPROCESSABLE_ENTITY
        "The level is unknown" / "Нет такого уровня"
        "The program has no level of this name."
        / "В программе нет уровня с таким именем."
    BadProperty "bad_property" UNPROCESSABLE_ENTITY
        "A property is wrong" / "Неверное свойство"
        "A rule takes as many points as the event's property says, and the property does not say a number of points."
        / "Правило списывает столько баллов, сколько сказано в свойстве события, а в нём не число баллов."
    TooMuchReturned "too_much_returned" UNPROCESSABLE_ENTITY
        "More than is left" / "Больше, чем осталось"
        "The return asks for more units than have not come back yet; `detail` says how many are left."
        / "Возвращают больше, чем осталось в покупке; сколько осталось, сказано в `detail`."
    BadProgram "bad_program" UNPROCESSABLE_ENTITY
        "The file has problems" / "В файле есть ошибки"
        "The program or scenario file was not stored. `errors` has each problem with its path, and its line where known."
        / "Файл программы или сценариев не сохранён. В `errors` — каждая ошибка с её путём и строкой, если она известна."
    BadImport "bad_import" UNPROCESSABLE_ENTITY
        "The file is no table" / "Файл — не таблица"
        "The file is not CSV in UTF-8 with a header line, or is damaged; nothing of it was kept. `detail` says what it seems to be."
        / "Это не CSV в UTF-8 со строкой заголовка, или файл повреждён; из него ничего не сохранено. Чем он кажется, сказано в `detail`."
    KeyReused "key_reused" UNPROCESSABLE_ENTITY
        "The id was used with another body" / "Номер уже был с другим содержимым"
        "The same `id` or `Idempotency-Key` came before with a different body. Repeat the call byte for byte, or take a new id."
        / "Тот же `id` или `Idempotency-Key` уже приходил с другим телом. Повторите вызов байт в байт или возьмите новый номер."
    TooManyRequests "too_many_requests" TOO_MANY_REQUESTS
        "Too many requests" / "Слишком много запросов"
        "This key calls faster than it may, or a password was guessed wrongly too often. Wait as long as `Retry-After` says."
        / "Ключ вызывают чаще, чем можно, или слишком часто ошибались с паролем. Подождите, сколько сказано в `Retry-After`."
    Internal "internal" INTERNAL_SERVER_ERROR
        "A fault of the server" / "Сбой на сервере"
        "The server failed. Whether the call was done is told by sending it again under the same id."
        / "Сервер не справился. Выполнен ли вызов, станет ясно, если прислать его ещё раз с тем же номером."
    Unavailable "unavailable" SERVICE_UNAVAILABLE
        "Not now" / "Сейчас нельзя"
        "The server cannot write (a full disk, a read-only folder), or is stopping. Repeat later under the same id."
        / "Сервер не может записать (диск заполнен, папка открыта только для чтения) или останавливается. Повторите позже с тем же номером."
    TimedOut "timed_out" SERVICE_UNAVAILABLE
        "It took too long" / "Слишком долго"
        "The server gave up on the call. Whether it was done is told by sending it again under the same id."
        / "Сервер не дождался конца вызова. Выполнен ли он, станет ясно, если прислать его ещё раз с тем же номером."
}

#[cfg(test)]
mod tests {
    use regulars_engine::language::is_russian;

    use super::*;

    #[test]
    fn every_kind_is_told_in_both_languages() {
        for kind in Kind::ALL {
            for text in [kind.title(), kind.meaning()] {
                assert!(is_russian(text.ru), "{kind:?}: {}", text.ru);
                assert!(
                    text.en.is_ascii() || text.en.contains('…'),
                    "{kind:?}: {}",
                    text.en
                );
            }
        }
    }

    #[test]
    fn kinds_stand_in_order_of_status_and_have_slugs_of_their_own() {
        assert!(Kind::ALL.is_sorted_by_key(|kind| kind.status()));
        let mut slugs: Vec<_> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), Kind::ALL.len());
    }
}

//! Goods and outlets: what the numbers of lines and purchases stand for.

use bytes::Bytes;
use parquet::data_type::ByteArray;
use regulars_engine::condition::NameId;
use regulars_engine::id::PurchaseId;
use regulars_engine::name::{Category, Sku, StoreId};
use regulars_engine::number::{Money, Quantity};
use regulars_engine::situation::{PastLine, PastPurchase};
use regulars_engine::time::{Instant, UtcOffset};

use super::sheet::{self, Int, Lists, Text};
use super::take::text_or_none;
use super::{FileError, int, schema, take};
use crate::column::dictionary::Dictionary;
use crate::column::list::index;
use crate::column::record::Sale;

/// A name as it stands in a file; `None` for none.
pub(super) fn text(texts: &[&str], name: NameId) -> Option<ByteArray> {
    let place = index(name.number()).checked_sub(1)?;
    texts.get(place).map(|text| sheet::text(text))
}

/// What is sold as a file.
///
/// # Errors
/// [`FileError::Parquet`].
pub fn goods(words: &Dictionary) -> Result<Vec<u8>, FileError> {
    let (texts, all) = (words.names.texts(), words.goods_all());
    sheet::write(schema::GOODS, |sheet| {
        sheet.all::<Int>((0..all.len()).map(int))?;
        sheet.some::<Text>(all.iter().map(|goods| text(&texts, goods.sku)))?;
        sheet.some::<Text>(all.iter().map(|goods| text(&texts, goods.brand)))?;
        let lists = Lists::of(all.iter().map(|goods| goods.category.len()));
        let categories = all.iter().flat_map(|goods| &goods.category);
        let categories = categories.map(|name| text(&texts, *name).unwrap_or_default());
        sheet.items::<Text>(&lists, categories)
    })
}

/// Gives numbers to what is sold, the ones it had.
pub(super) fn read_goods(bytes: Bytes, words: &mut Dictionary) -> Result<(), FileError> {
    take::read(schema::GOODS, bytes, |take| {
        take.skip(1);
        let (skus, brands) = (take.some::<Text>()?, take.some::<Text>()?);
        let categories = take.items::<Text>()?;
        let lengths = categories.lengths().to_vec();
        let mut categories = categories.into_items();
        for ((number, (sku, brand)), length) in
            { skus.iter().zip(&brands) }.enumerate().zip(lengths)
        {
            let own = categories.by_ref().take(length);
            let own = own.map(|category| Ok(Category::new(take::text(&category)?)));
            let line = PastLine {
                sku: text_or_none(sku.as_ref())?.map(Sku::new),
                brand: text_or_none(brand.as_ref())?.map(str::to_owned),
                category: own.collect::<Result<_, FileError>>()?,
                quantity: Quantity::ZERO,
                amount: Money::ZERO,
            };
            if index(words.goods(&line)) != number {
                return Err(FileError::Unfit("goods come twice"));
            }
        }
        Ok(())
    })
}

/// Where and how purchases are made, as a file.
///
/// # Errors
/// [`FileError::Parquet`].
pub fn outlets(words: &Dictionary) -> Result<Vec<u8>, FileError> {
    let (texts, all) = (words.names.texts(), words.outlets_all());
    sheet::write(schema::OUTLETS, |sheet| {
        sheet.all::<Int>((0..all.len()).map(int))?;
        sheet.some::<Text>(all.iter().map(|outlet| text(&texts, outlet.store)))?;
        sheet.some::<Text>(all.iter().map(|outlet| text(&texts, outlet.place.city)))?;
        sheet.some::<Text>(all.iter().map(|outlet| text(&texts, outlet.place.country)))?;
        let channels = all.iter();
        let channels = channels.map(|outlet| text(&texts, outlet.channel).unwrap_or_default());
        sheet.all::<Text>(channels)?;
        sheet.some::<Text>(all.iter().map(|outlet| text(&texts, outlet.till)))?;
        sheet.all::<Int>(all.iter().map(|outlet| outlet.offset.seconds()))
    })
}

/// Gives numbers to where and how purchases are made, the ones it had. What is said of stores is not read: the catalogue of
/// places says it anew.
pub(super) fn read_outlets(bytes: Bytes, words: &mut Dictionary) -> Result<(), FileError> {
    take::read(schema::OUTLETS, bytes, |take| {
        take.skip(1);
        let stores = take.some::<Text>()?;
        take.skip(2);
        let (channels, tills) = (take.all::<Text>()?, take.some::<Text>()?);
        let offsets = take.all::<Int>()?;
        for (number, store) in stores.iter().enumerate() {
            let (channel, till) = (channels.get(number), tills.get(number));
            let sale = Sale {
                past: PastPurchase {
                    id: PurchaseId::from_raw(0),
                    at: Instant::MIN,
                    store: text_or_none(store.as_ref())?.map(StoreId::new),
                    channel: text_or_none(channel)?.map(str::to_owned),
                    amount: Money::ZERO,
                    lines: Vec::new(),
                },
                returned: Money::ZERO,
                till: text_or_none(till.and_then(Option::as_ref))?.map(str::to_owned),
                offset: UtcOffset::from_seconds(offsets.get(number).copied().unwrap_or_default()),
            };
            if index(words.outlet(&sale)) != number {
                return Err(FileError::Unfit("outlets come twice"));
            }
        }
        Ok(())
    })
}

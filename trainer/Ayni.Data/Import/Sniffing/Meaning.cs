namespace Ayni.Data.Import.Sniffing;

/// <summary>What a column may mean.</summary>
internal enum Meaning
{
    User,
    Product,
    Timestamp,
    Type,
    Quantity,
    Score,
    Order,
    EventId,
    DurationSeconds,
    Query,
    ReviewText,
    Name,
    Description,
    Category,
    Brand,
    Price,
    ListPrice,
    Amount,
    Currency,
    Stock,
    ParentId,
    Tags,
    AddedAt,
}

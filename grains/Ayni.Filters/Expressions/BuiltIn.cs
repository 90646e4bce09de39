namespace Ayni.Filters.Expressions;

/// <summary>The attributes that every product may have.</summary>
internal enum BuiltIn
{
    /// <summary>One of the shop's own.</summary>
    None,
    Category,
    Brand,
    Currency,
    ParentId,
    Price,
    ListPrice,
    Stock,
    Active,
    Available,
    AddedAt,
    AgeDays,
    Discount,
    Tags,
    Stores,
    Groups,
}

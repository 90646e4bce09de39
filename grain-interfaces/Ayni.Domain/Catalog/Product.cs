namespace Ayni.Domain.Catalog;

/// <summary>One article of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("ayni.product")]
public sealed record Product
{
    /// <summary>Currency where none is given: Peruvian soles (ISO 4217).</summary>
    public const string DefaultCurrency = "PEN";

    /// <summary>External id, 1 to 128 characters.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Name shown to shoppers, 1 to 512 characters.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Free text, in any language.</summary>
    [Id(2)] public string? Description { get; init; }

    /// <summary>Category; a path has its parts separated by " &gt; ".</summary>
    [Id(3)] public string? Category { get; init; }

    /// <summary>Brand.</summary>
    [Id(4)] public string? Brand { get; init; }

    /// <summary>Price asked now, at least 0, in <see cref="Currency"/>; null if unknown.</summary>
    [Id(5)] public decimal? Price { get; init; }

    /// <summary>Price before discount, in <see cref="Currency"/>; null if unknown.</summary>
    [Id(6)] public decimal? ListPrice { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [Id(7)] public string Currency { get; init; } = DefaultCurrency;

    /// <summary>Pieces in stock; null if not tracked; 0 means sold out.</summary>
    [Id(8)] public int? Stock { get; init; }

    /// <summary>False takes the product out of every answer without deleting it.</summary>
    [Id(9)] public bool IsActive { get; init; } = true;

    /// <summary>True if it may be recommended now.</summary>
    public bool IsAvailable => IsActive && Stock is not 0;
}

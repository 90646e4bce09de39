namespace Ayni.Data.Import;

/// <summary>Which column of the file is what; null where the file has none.</summary>
public sealed record InteractionColumns
{
    /// <summary>Unique id of the interaction.</summary>
    public string? EventId { get; init; }

    /// <summary>External id of the shopper.</summary>
    public required string User { get; init; }

    /// <summary>External id of the product.</summary>
    public required string Product { get; init; }

    /// <summary>When it was done.</summary>
    public required string Timestamp { get; init; }

    /// <summary>What was done.</summary>
    public string? Type { get; init; }

    /// <summary>Rating, or quantity where <see cref="Quantity"/> is not given.</summary>
    public string? Score { get; init; }

    /// <summary>Pieces, of rows that are no rating.</summary>
    public string? Quantity { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public string? DurationSeconds { get; init; }

    /// <summary>Search text.</summary>
    public string? Query { get; init; }

    /// <summary>Order or invoice.</summary>
    public string? Order { get; init; }

    /// <summary>What the shopper wrote of the product.</summary>
    public string? ReviewText { get; init; }
}

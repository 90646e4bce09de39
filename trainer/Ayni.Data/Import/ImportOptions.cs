using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>How to import.</summary>
public sealed record ImportOptions
{
    /// <summary>What cancellations do. <value>Default: null, what the mapping says.</value></summary>
    public CancellationHandling? Cancellations { get; init; }

    /// <summary>Bad rows quoted in full for each reason. <value>Default 5; range 0 to 10,000.</value></summary>
    public int BadRowsPerReason { get; init; } = 5;

    /// <summary>
    /// Time of the import: rows of more than a day later are refused. <value>Default: null, none is.</value>
    /// </summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>
    /// Rows read at most, of interactions and of products each. <value>Default: null, all; at least 1.</value>
    /// </summary>
    public int? MaxRows { get; init; }

    /// <summary>
    /// ISO 4217 code of prices that have none in their row, before the mapping's. <value>Default: null.</value>
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>Types of interactions that the shop named itself. <value>Default: none.</value></summary>
    public TypeWeights OwnTypes { get; init; } = TypeWeights.Empty;

    /// <summary>What cancellations do in an import by a mapping.</summary>
    public CancellationHandling CancellationsOf(ImportMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return Cancellations ?? mapping.Interactions?.Cancellations ?? CancellationHandling.Refuse;
    }

    /// <summary>Refuses options outside their range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public void Validate()
    {
        if (BadRowsPerReason is < 0 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(
                nameof(BadRowsPerReason), BadRowsPerReason,
                $"{nameof(BadRowsPerReason)} is {BadRowsPerReason}; it must be 0 to 10,000.");
        }

        if (MaxRows < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxRows), MaxRows, $"{nameof(MaxRows)} is {MaxRows}; it must be at least 1.");
        }

        if (Currency is not null && !ProductRules.IsCurrency(Currency))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Currency), Currency,
                $"{nameof(Currency)} is '{Currency}'; it must be three capital letters (ISO 4217), such as PEN.");
        }
    }
}

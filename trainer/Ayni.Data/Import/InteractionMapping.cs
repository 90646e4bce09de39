using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>How a row becomes an interaction.</summary>
public sealed record InteractionMapping : FileLayout
{
    /// <summary>Type of every row; null where <see cref="InteractionColumns.Type"/> says it.</summary>
    public RowType? Type { get; init; }

    /// <summary>Which column is what.</summary>
    public required InteractionColumns Columns { get; init; }

    /// <summary>What the file calls a type, where it does not call it by its name.</summary>
    public IReadOnlyDictionary<string, RowType> TypeValues { get; init; } = new Dictionary<string, RowType>();

    /// <summary>
    /// Types of the shop's own that an import declares, and their weights; those that the shop has stay as they are.
    /// </summary>
    public TypeWeights OwnTypes { get; init; } = TypeWeights.Empty;

    /// <summary>
    /// Columns that with the number of the row among those with the same values make the event id, where the file has
    /// none. Empty: file name and line.
    /// </summary>
    public IReadOnlyList<string> EventIdFrom { get; init; } = [];

    /// <summary>True where the file writes one product id in both cases.</summary>
    public bool UppercaseProducts { get; init; }

    /// <summary>
    /// .NET date formats; "iso_8601", "unix_seconds" and "unix_milliseconds" too. Empty: ISO 8601, strictly.
    /// </summary>
    public IReadOnlyList<string> TimestampFormats { get; init; } = [];

    /// <summary>Offset of timestamps without one, such as "-05:00".</summary>
    public string UtcOffset { get; init; } = "+00:00";

    /// <summary>Rows that take back an earlier purchase.</summary>
    public RowPattern? Cancellation { get; init; }

    /// <summary>What those rows do. <value>Default: null, refused and counted.</value></summary>
    public CancellationHandling? Cancellations { get; init; }

    /// <summary>Rows to refuse, in order: the first rule that applies names the reason.</summary>
    public IReadOnlyList<RefusalRule> Refuse { get; init; } = [];

    /// <summary><see cref="UtcOffset"/> as a time span.</summary>
    internal TimeSpan Offset => OffsetOf(UtcOffset);

    internal static TimeSpan OffsetOf(string text)
        => TimeSpan.ParseExact(text.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture)
            * (text.StartsWith('-') ? -1 : 1);

    internal static bool IsOffset(string text)
        => TimeSpan.TryParseExact(text.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out _);

    internal void Validate(string mapping)
    {
        if ((Type is null) == (Columns.Type is null))
            throw Invalid(mapping, "give either interactions.type or interactions.columns.type");
        if (!IsOffset(UtcOffset))
            throw Invalid(mapping, $"interactions.utc_offset is '{UtcOffset}'; it must look like -05:00");
        CheckTypes(mapping);
        foreach (var rule in Refuse)
        {
            if ((rule.Pattern is null) == (rule.AtMost is null))
                throw Invalid(mapping, $"rule '{rule.Reason}' needs either pattern or at_most");
        }
    }

    private void CheckTypes(string mapping)
    {
        foreach (var type in OwnTypes)
        {
            if (CustomInteractionTypes.ProblemOf(type) is { } problem)
                throw Invalid(mapping, $"interactions.own_types.{type.Name}: {problem.Reason.TrimEnd('.')}");
        }

        foreach (var name in TypeValues.Values.Append(Type).Select(type => type?.OwnName).OfType<string>())
        {
            if (CustomInteractionTypes.ProblemOf("type", name) is { } problem)
            {
                throw Invalid(
                    mapping,
                    $"interactions.type or type_values: {problem.Reason.TrimEnd('.')}, or one of "
                    + string.Join(", ", InteractionTypeNames.BuiltIn));
            }
        }
    }

    private static AyniException Invalid(string mapping, string what)
        => new(ErrorCodes.Invalid, $"Mapping '{mapping}' is incomplete: {what}.");
}

using Ayni.Domain.Features;

namespace Ayni.Data.Features;

/// <summary>A column that says which row it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Text, or a count of milliseconds since 1970, which is written as a timestamp.</param>
internal sealed record KeyColumn(string Name, FeatureKind Kind)
{
    /// <summary>Time of an interaction.</summary>
    public const string Time = "timestamp_interaction";

    /// <summary>Instant of a snapshot.</summary>
    public const string AsOf = "as_of";

    /// <summary>Position of an interaction.</summary>
    public const string Position = "position";

    /// <summary>First position of the shopper whom a row is of; once it is erased, the row has to go.</summary>
    public const string FirstPosition = "first_position";

    /// <summary>Whom a row is of.</summary>
    public const string User = "user_id";

    /// <summary>The column of a file.</summary>
    public TableColumn Make() => Name is Time or AsOf ? TableColumn.OfTime(Name) : TableColumn.Of(Name, Kind);
}

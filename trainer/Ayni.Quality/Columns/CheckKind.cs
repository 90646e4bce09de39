namespace Ayni.Quality;

/// <summary>What of a column is compared.</summary>
public enum CheckKind
{
    /// <summary>How values are distributed.</summary>
    Distribution,

    /// <summary>Share of rows without a value.</summary>
    Missing,

    /// <summary>Share of rows with a value that the reference does not know.</summary>
    NewValues,

    /// <summary>Share of rows outside the reference's range.</summary>
    Range,

    /// <summary>Share of rows with the flag.</summary>
    Share,

    /// <summary>Events a day.</summary>
    Volume,
}

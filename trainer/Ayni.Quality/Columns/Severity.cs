namespace Ayni.Quality;

/// <summary>How much a difference matters.</summary>
public enum Severity
{
    /// <summary>Nothing beyond chance, or too small to matter.</summary>
    None = 0,

    /// <summary>Worth a look.</summary>
    Moderate = 1,

    /// <summary>Something is broken, or the shop's trade is another.</summary>
    Major = 2,
}

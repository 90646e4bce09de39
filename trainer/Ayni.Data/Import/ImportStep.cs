namespace Ayni.Data.Import;

/// <summary>What an import is doing.</summary>
public enum ImportStep
{
    /// <summary>Reading interactions into the log.</summary>
    Interactions,

    /// <summary>Writing the catalogue.</summary>
    Products,
}

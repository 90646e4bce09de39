namespace Ayni.Data.Import.Sniffing;

/// <summary>What a file is.</summary>
public enum FileRole
{
    /// <summary>Neither: not imported.</summary>
    None,

    /// <summary>Who did what with which product, and when.</summary>
    Interactions,

    /// <summary>A catalogue.</summary>
    Products,
}

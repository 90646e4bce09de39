namespace Ayni.Domain.Imports;

/// <summary>What a file brought in. The numbers are stored and never change meaning.</summary>
public enum ImportTarget
{
    /// <summary>Interactions, into the log.</summary>
    Interactions = 1,

    /// <summary>Products, into the catalogue.</summary>
    Products = 2,
}

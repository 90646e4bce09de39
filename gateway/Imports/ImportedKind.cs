namespace Ayni.Gateway.Imports;

/// <summary>What a file holds.</summary>
public enum ImportedKind
{
    /// <summary>What shoppers did.</summary>
    Interactions,

    /// <summary>The catalogue.</summary>
    Products,
}

namespace Ayni.Features.Definitions;

/// <summary>Whom or what a feature describes.</summary>
public enum FeatureEntity
{
    /// <summary>A shopper.</summary>
    User = 1,

    /// <summary>A product.</summary>
    Product = 2,

    /// <summary>A shopper before a product.</summary>
    UserProduct = 3,

    /// <summary>An interaction, or the moment at which one would be.</summary>
    Interaction = 4,
}

namespace Ayni.GrainInterfaces.Users;

/// <summary>Which part of the system found a product.</summary>
public enum RecommendationSource
{
    /// <summary>The popularity prior: the shopper or the model is unknown.</summary>
    Popularity = 1,

    /// <summary>Latent factors: the folded-in user against the item factors.</summary>
    Collaborative = 2,
}

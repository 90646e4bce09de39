namespace Ayni.GrainInterfaces.Users;

/// <summary>Which part of the system found a product.</summary>
public enum RecommendationSource
{
    /// <summary>Popularity: nothing else is known, or it weighs most.</summary>
    Popularity = 1,

    /// <summary>What shoppers did: factors and neighbours of the model.</summary>
    Collaborative = 2,

    /// <summary>Its text, category and brand.</summary>
    Content = 3,

    /// <summary>Bought together with what is asked about.</summary>
    BoughtTogether = 4,

    /// <summary>Demand of late.</summary>
    Trending = 5,

    /// <summary>New in the catalogue.</summary>
    Newest = 6,

    /// <summary>A discount.</summary>
    Deals = 7,

    /// <summary>Bought before, and due again.</summary>
    BuyAgain = 8,

    /// <summary>Looked at before.</summary>
    RecentlyViewed = 9,

    /// <summary>A fixed place, by the shop.</summary>
    Pinned = 10,

    /// <summary>Popularity among the shoppers of the same segment.</summary>
    PopularInSegment = 11,
}

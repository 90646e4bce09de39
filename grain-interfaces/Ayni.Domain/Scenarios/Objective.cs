namespace Ayni.Domain.Scenarios;

/// <summary>What a list is to bring.</summary>
public enum Objective
{
    /// <summary>Whatever the model was trained for.</summary>
    None = 0,

    /// <summary>Clicks: views count in the shopper's history as much as purchases.</summary>
    Clicks = 1,

    /// <summary>Purchases: views count a tenth.</summary>
    Purchases = 2,

    /// <summary>Revenue: as purchases, and the score is multiplied by a power of the price.</summary>
    Revenue = 3,
}

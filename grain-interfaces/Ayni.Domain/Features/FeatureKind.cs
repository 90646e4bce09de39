namespace Ayni.Domain.Features;

/// <summary>What a feature's value is.</summary>
public enum FeatureKind
{
    /// <summary>There is none: nothing to tell it from.</summary>
    Missing = 0,

    /// <summary>A whole number.</summary>
    Count = 1,

    /// <summary>A finite number.</summary>
    Number = 2,

    /// <summary>An amount in the currency of the shop's prices, to four decimals.</summary>
    Money = 3,

    /// <summary>A text.</summary>
    Text = 4,

    /// <summary>True or false.</summary>
    Flag = 5,
}

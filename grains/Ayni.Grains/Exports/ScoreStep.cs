namespace Ayni.Grains.Exports;

/// <summary>A summand of a score.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Weight">What that is multiplied by.</param>
/// <param name="Part">Place of a neighbour part among those of the model.</param>
internal readonly record struct ScoreStep(ScoreStepKind Kind, float Weight, int Part = 0);

/// <summary>What a summand of a score says.</summary>
internal enum ScoreStepKind
{
    /// <summary>Inner product of the shopper's factor and the product's.</summary>
    Factor,

    /// <summary>What the shopper's products say of their neighbours.</summary>
    Neighbours,

    /// <summary>Popularity.</summary>
    Popularity,
}

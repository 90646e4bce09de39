namespace Ayni.Recommenders.Tests;

/// <summary>More items than users: the inverse is taken on the users' side.</summary>
public sealed class WideEaseRecommenderTests : EaseRecommenderTests
{
    protected override (int Users, int Items) Size => (20, 40);

    /// <summary>A fitted user's scores come straight from the inverse, others' by Woodbury's identity.</summary>
    protected override double? FoldInTolerance => 1e-5;
}

using System.Collections.Immutable;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Factors that <see cref="ImplicitAls"/> found; both sides in the principal axes of the items.</summary>
/// <param name="UserFactors">Users × rank, row-major.</param>
/// <param name="Items">The items' factors, ready for a fold-in.</param>
/// <param name="Losses">Loss after each sweep.</param>
public sealed record ImplicitAlsModel(float[] UserFactors, FixedSide Items, ImmutableArray<LossParts> Losses)
{
    /// <summary>Length of a factor.</summary>
    public int Rank => Items.Rank;

    /// <summary>Number of items.</summary>
    public int ItemCount => Items.Rows;

    /// <summary>Items × rank, row-major.</summary>
    public ReadOnlySpan<float> ItemFactors => Items.Factors;
}

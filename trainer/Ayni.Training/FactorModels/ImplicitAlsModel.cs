using System.Collections.Immutable;

namespace Ayni.Training;

/// <summary>Factors that <see cref="ImplicitAls"/> found.</summary>
/// <param name="Rank">Length of a factor.</param>
/// <param name="UserFactors">Users × rank, row-major.</param>
/// <param name="ItemFactors">Items × rank, row-major.</param>
/// <param name="Losses">Loss after each sweep.</param>
public sealed record ImplicitAlsModel(
    int Rank, float[] UserFactors, float[] ItemFactors, ImmutableArray<LossParts> Losses);

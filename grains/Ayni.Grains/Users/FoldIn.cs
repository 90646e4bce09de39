using Ayni.Domain.Interactions;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Users;

/// <summary>
/// Solves a user's factor from their interactions and a model's item factors: the normal equation of a training
/// half-sweep, by the same solver, so that for the interactions the model was trained on it gives the trained factor.
/// </summary>
public static class FoldIn
{
    /// <summary>The factor; null if the user met no product that the model knows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="interactions">
    /// The user's newest, in position order: as many as <see cref="InteractionWeights.NewestPerUser"/> of the model's
    /// options. Products the model does not know are left out.
    /// </param>
    /// <param name="weights">What each kind of interaction counts; null: as in training.</param>
    public static FoldedFactor? Solve(
        ServedModel model, IEnumerable<LoggedInteraction> interactions, InteractionWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var pairs = KnownPairs.Of(model.Artifact, interactions, weights);
        if (pairs.Items.Length == 0)
            return null;
        var folded = new FoldedFactor(new float[model.Artifact.Rank], pairs.Items, pairs.Confidences);
        model.Solve(
            new RowEquation(folded.Items, folded.Confidences, RegularizationOf(model, pairs.Items.Length)),
            folded.Factor);
        return folded;
    }

    /// <summary>λ of a user with this many observed items, scaled as training scales it.</summary>
    public static double RegularizationOf(ServedModel model, int observed)
    {
        ArgumentNullException.ThrowIfNull(model);
        return RowRegularization.Of(AlsOptions.From(model.Artifact.Options), observed, model.Artifact.WholeItemCount);
    }
}

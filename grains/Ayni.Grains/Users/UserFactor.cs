using Ayni.Grains.Models;

namespace Ayni.Grains.Users;

/// <summary>A user's folded-in factor, solved again only when the interactions or the model changed.</summary>
internal sealed class UserFactor
{
    private ServedModel? _model;
    private InteractionHistory? _history;
    private long _revision;
    private FoldedFactor? _folded;

    /// <summary>The factor; null if the user met no product that the model knows.</summary>
    public FoldedFactor? Of(ServedModel model, InteractionHistory history)
    {
        if (!ReferenceEquals(model, _model) || !ReferenceEquals(history, _history) || history.Revision != _revision)
        {
            var newest = model.Artifact.Options.Weights.NewestPerUser;
            _folded = FoldIn.Solve(model, history.WithProduct.TakeLast(newest));
            (_model, _history, _revision) = (model, history, history.Revision);
        }

        return _folded;
    }
}

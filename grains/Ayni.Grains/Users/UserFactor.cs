using Ayni.Domain.Interactions;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Users;

/// <summary>
/// What a model's parts take of a shopper, made again only when the interactions or the model changed. Not thread-safe.
/// </summary>
internal sealed class UserFactor
{
    private ServedModel? _model;
    private InteractionHistory? _history;
    private long _revision;
    private (bool IsSolved, FoldedFactor? Factor) _folded;
    private HistoryEntry[]? _entries;

    /// <summary>The factor; null if the user met no product that the model knows.</summary>
    public FoldedFactor? Of(ServedModel model, InteractionHistory history)
    {
        Follow(model, history);
        if (!_folded.IsSolved)
            _folded = (true, FoldIn.Solve(model, NewestOf(model, history)));
        return _folded.Factor;
    }

    /// <summary>The history as neighbour parts take it.</summary>
    public HistoryEntry[] EntriesOf(ServedModel model, InteractionHistory history)
    {
        Follow(model, history);
        return _entries ??= ShopperHistory.Of(model.Artifact, NewestOf(model, history));
    }

    private void Follow(ServedModel model, InteractionHistory history)
    {
        if (ReferenceEquals(model, _model) && ReferenceEquals(history, _history) && history.Revision == _revision)
            return;
        (_model, _history, _revision) = (model, history, history.Revision);
        (_folded, _entries) = (default, null);
    }

    private static LoggedInteraction[] NewestOf(ServedModel model, InteractionHistory history) =>
        [.. history.WithProduct.TakeLast(model.Artifact.Options.Weights.NewestPerUser)];
}

using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Exports;
using Ayni.Grains.Users;

namespace Ayni.Grains.Training;

/// <summary>
/// Asks what would have been shown to a shopper just before they bought something: by the home scenario, from the log
/// up to then, without what they had done with the product itself, as judging does it. Thread-safe; one a silo.
/// </summary>
internal sealed class LiveQuestion(Recommender recommender, IInteractionLog log, ShopperReader shoppers)
{
    /// <summary>Places of the list that count.</summary>
    public const int Places = 10;

    /// <summary>Whether the product was among the ten best of those the shopper had not met.</summary>
    /// <param name="table">What answers.</param>
    /// <param name="kind">What counts as a right answer.</param>
    /// <param name="bought">The right answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Null: it cannot be asked, for they had bought it before, nothing is known of them, or they do not want what they
    /// did to rank products.
    /// </returns>
    public async Task<bool?> AskAsync(
        IndexTable table, PositiveKind kind, LoggedInteraction bought, CancellationToken cancellationToken)
    {
        var (user, product) = (bought.Interaction.UserId, bought.Interaction.ProductId!);
        var newest = (table.Model?.Artifact.Options.Weights ?? new InteractionWeights()).NewestPerUser;
        var read = await log.ReadNewestByUserAsync(user, newest, 0, cancellationToken);
        LoggedInteraction[] before =
            [.. read.Where(row => row.Position < bought.Position && row.Interaction.ProductId is not null)];
        if (before.Any(row => row.Interaction.ProductId == product && Positives.Holds(kind, row.Interaction)))
            return null;
        LoggedInteraction[] history = [.. before.Where(row => row.Interaction.ProductId != product)];
        if (history.Length == 0)
            return null;
        var shopper = (await shoppers.WithProfilesAsync([new Shopper(user, history)], cancellationToken))[0];
        if (!shopper.MayPersonalize)
            return null;
        var met = history.Select(row => row.Interaction.ProductId!).ToHashSet(StringComparer.Ordinal);
        var request = new RecommendationRequest
        {
            Count = Math.Min(RecommendationRequest.MaxCount, Places + met.Count),
            ExcludeSeen = false,
            IsUnseen = true,
        };
        var facts = new ShopperFacts
        {
            UserId = user,
            Profile = shopper.Profile!,
            History = history,
            Position = bought.Position - 1,
            Fold = model => FoldIn.Solve(model, history),
        };
        var answer = await recommender.AnswerAsync(request, table, facts, cancellationToken, asksGrains: false);
        return answer.Items.Select(item => item.ProductId).Where(id => !met.Contains(id)).Take(Places)
            .Contains(product, StringComparer.Ordinal);
    }
}

using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Embedding;

/// <summary>What each shopper met, in order, by dense numbers.</summary>
/// <param name="Items">Histories, oldest first.</param>
/// <param name="ProductIds">Id of each item: ascending, ordinal.</param>
/// <param name="Newest">Time of the newest of them.</param>
internal sealed record ProductSessions(
    ItemSequences Items, IReadOnlyList<string> ProductIds, DateTimeOffset Newest)
{
    /// <summary>Reads the log.</summary>
    /// <param name="reader">The log.</param>
    /// <param name="weights">What interactions weigh.</param>
    /// <param name="before">Interactions from this time on are left out; null: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AyniException"><c>invalid</c>: nothing in it says something about preference.</exception>
    public static async Task<ProductSessions> ReadAsync(
        LogReader reader, InteractionWeights weights, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var newest = DateTimeOffset.MinValue;
        var builder = new ShopperEventsBuilder(weights, reader.Newest);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var users = 0;
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
        {
            var met = ofUser.Where(logged => !(logged.Interaction.Timestamp >= before))
                .TakeLast(weights.NewestPerUser).ToList();
            newest = met.Select(logged => logged.Interaction.Timestamp).Append(newest).Max();
            builder.Add(met, NumberOf);
            users++;
        }

        string[] ids = [.. numbers.Keys.Order(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"No interaction{(before is { } time ? $" before {time:u}" : "")} has a weight over 0: import others, "
                + "or change the weights.");
        }

        var ranks = new int[ids.Length];
        for (var rank = 0; rank < ids.Length; rank++)
            ranks[numbers[ids[rank]]] = rank;
        var none = new int[users];
        Array.Fill(none, -1);
        return new ProductSessions(builder.Build(none, ranks).Sequences, ids, newest);

        int NumberOf(string product)
        {
            if (!numbers.TryGetValue(product, out var number))
                numbers.Add(product, number = numbers.Count);
            return number;
        }
    }
}

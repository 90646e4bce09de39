using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Embedding;

/// <summary>What each shopper met, in order, by dense numbers.</summary>
/// <param name="Items">Histories, oldest first.</param>
/// <param name="ProductIds">Id of each item: ascending, ordinal.</param>
internal sealed record ProductSessions(ItemSequences Items, IReadOnlyList<string> ProductIds)
{
    /// <summary>Reads the log.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: nothing in it says something about preference.</exception>
    public static async Task<ProductSessions> ReadAsync(
        LogReader reader, InteractionWeights weights, CancellationToken cancellationToken)
    {
        var builder = new ShopperEventsBuilder(weights, reader.Newest);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var users = 0;
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
        {
            builder.Add(ofUser.TakeLast(weights.NewestPerUser).ToList(), NumberOf);
            users++;
        }

        string[] ids = [.. numbers.Keys.Order(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid, "No interaction has a weight over 0: import others, or change the weights.");
        }

        var ranks = new int[ids.Length];
        for (var rank = 0; rank < ids.Length; rank++)
            ranks[numbers[ids[rank]]] = rank;
        var none = new int[users];
        Array.Fill(none, -1);
        return new ProductSessions(builder.Build(none, ranks).Sequences, ids);

        int NumberOf(string product)
        {
            if (!numbers.TryGetValue(product, out var number))
                numbers.Add(product, number = numbers.Count);
            return number;
        }
    }
}

using Ayni.Domain.Interactions;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>The estimate that limits go by is near what the runtime allocates.</summary>
public sealed class InteractionMemoryTests
{
    private const int Count = 1_000;

    [Theory]
    [InlineData(10, 0)]
    [InlineData(40, 0)]
    [InlineData(128, 0)]
    [InlineData(40, Interaction.MaxReviewTextLength)]
    public void BytesOf_Interactions_IsNearWhatTheyAllocate(int idLength, int reviewLength)
    {
        var interactions = new Interaction[Count];
        var results = new AppendResult[Count];
        Fill(interactions, results, idLength, reviewLength);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Fill(interactions, results, idLength, reviewLength);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var estimate = InteractionMemory.BytesOf(interactions);
        Assert.InRange((double)allocated / estimate, .6, 1.1);
    }

    private static void Fill(Interaction[] interactions, AppendResult[] results, int idLength, int reviewLength)
    {
        for (var i = 0; i < Count; i++)
        {
            interactions[i] = new Interaction
            {
                EventId = new string('e', idLength),
                UserId = new string('u', idLength),
                ProductId = new string('p', idLength),
                Type = InteractionType.View,
                Timestamp = Samples.Noon,
                ReviewText = reviewLength == 0 ? null : new string('r', reviewLength),
            };
            results[i] = new AppendResult(interactions[i].EventId, i, false);
        }
    }
}

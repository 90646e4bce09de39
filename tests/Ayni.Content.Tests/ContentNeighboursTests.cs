namespace Ayni.Content.Tests;

public sealed class ContentNeighboursTests
{
    [Fact]
    public void Of_RandomVectors_AreThoseOfAPlainSearch()
    {
        const int items = 150, dimensions = 7, count = 5;
        var vectors = Random(items, dimensions);

        var neighbours = ContentNeighbours.Of(
            vectors, dimensions, new() { Neighbours = count, MinSimilarity = 0.2 });

        for (var item = 0; item < items; item++)
        {
            int[] expected =
            [
                .. Enumerable.Range(0, items)
                    .Where(other => other != item && Cosine(vectors, dimensions, item, other) >= 0.2)
                    .OrderByDescending(other => Cosine(vectors, dimensions, item, other))
                    .Take(count)
                    .Order(),
            ];
            Assert.Equal(expected, neighbours.RowColumns(item).ToArray());
            for (var entry = 0; entry < expected.Length; entry++)
            {
                Assert.Equal(
                    Cosine(vectors, dimensions, item, expected[entry]), neighbours.RowValues(item)[entry], 1e-6);
            }
        }
    }

    [Fact]
    public void Of_NothingToSay_HasNoNeighboursAndIsNobodys()
    {
        float[] vectors = [1, 0, 0, 0, 1, 0];

        var neighbours = ContentNeighbours.Of(vectors, 2);

        Assert.Equal([2], neighbours.RowColumns(0).ToArray());
        Assert.Equal(0, neighbours.RowLength(1));
        Assert.Equal([0], neighbours.RowColumns(2).ToArray());
    }

    [Fact]
    public void Of_Ties_GoToTheLowerIndex()
    {
        float[] vectors = [1, 1, 1, 1, 1];

        var neighbours = ContentNeighbours.Of(vectors, 1, new() { Neighbours = 2 });

        Assert.Equal([1, 2], neighbours.RowColumns(0).ToArray());
        Assert.Equal([0, 1], neighbours.RowColumns(4).ToArray());
    }

    [Fact]
    public void Of_Candidates_AreTheOnlyNeighbours()
    {
        float[] vectors = [1, 1, 1, 1];

        var neighbours = ContentNeighbours.Of(vectors, 1, candidates: [0b0110]);

        Assert.Equal([1, 2], neighbours.RowColumns(0).ToArray());
        Assert.Equal([2], neighbours.RowColumns(1).ToArray());
    }

    [Fact]
    public void Of_AnyNumberOfThreads_GivesTheSame()
    {
        var vectors = Random(500, 16);

        var one = ContentNeighbours.Of(vectors, 16, threads: 1);
        var four = ContentNeighbours.Of(vectors, 16, threads: 4);

        Assert.Equal(one.ColumnIndices.ToArray(), four.ColumnIndices.ToArray());
        Assert.Equal(one.Values.ToArray(), four.Values.ToArray());
    }

    [Fact]
    public void Of_WrongShapeOrCancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<ArgumentException>(() => ContentNeighbours.Of(new float[3], 2));
        Assert.Throws<ArgumentException>(() => ContentNeighbours.Of(new float[3], 1, candidates: []));
        Assert.ThrowsAny<OperationCanceledException>(
            () => ContentNeighbours.Of(new float[3], 1, cancellationToken: cancelled.Token));
    }

    private static float[] Random(int items, int dimensions)
    {
        var random = new Random(items);
        var vectors = new float[items * dimensions];
        for (var index = 0; index < vectors.Length; index++)
            vectors[index] = (2 * random.NextSingle()) - 1;
        for (var item = 0; item < items; item++)
            TextEncoding.Normalize(vectors.AsSpan(item * dimensions, dimensions));
        return vectors;
    }

    private static double Cosine(float[] vectors, int dimensions, int one, int other) => Enumerable
        .Range(0, dimensions)
        .Sum(element => (double)vectors[(one * dimensions) + element] * vectors[(other * dimensions) + element]);
}

using Ayni.Features.Embeddings;
using CsCheck;

namespace Ayni.Features.Tests;

/// <summary>Sums of vectors.</summary>
public sealed class VectorSumTests
{
    private const int Dimensions = 5;

    private static readonly Gen<(ProductVector Vector, long Weight)[]> Steps = Gen
        .Select(Gen.Float[-1, 1].Array[Dimensions], Gen.Long[0, 12])
        .Select(pair => (Vector: ProductVector.Of(pair.Item1), Weight: pair.Item2))
        .Where(pair => pair.Vector is not null)
        .Select(pair => (pair.Vector!, pair.Weight))
        .Array[1, 40];

    [Fact]
    public void Add_TakenAwayAgain_LeavesNoTrace() => Gen.Select(Steps, Steps).Sample((kept, passing) =>
    {
        var (sum, other) = (new VectorSum(), new VectorSum());
        foreach (var (vector, weight) in kept)
            other.Add(vector, weight);
        foreach (var (vector, weight) in kept.Concat(passing))
            sum.Add(vector, weight);
        foreach (var (vector, weight) in passing)
            sum.Add(vector, -weight);

        return kept.All(step => sum.CosineWith(step.Vector) == other.CosineWith(step.Vector));
    });

    [Fact]
    public void CosineWith_RandomVectors_IsThatOfDoubles() => Steps.Sample(steps =>
    {
        var (sum, plain) = (new VectorSum(), new double[Dimensions]);
        foreach (var (vector, weight) in steps)
        {
            sum.Add(vector, weight);
            for (var place = 0; place < Dimensions; place++)
                plain[place] += weight * vector.Elements[place];
        }

        double[] asked = [.. steps[0].Vector.Elements.ToArray().Select(element => (double)element)];
        var lengths = Length(plain) * Length(asked);
        var expected = plain.Zip(asked, (left, right) => left * right).Sum() / lengths;
        return lengths == 0 ? sum.CosineWith(steps[0].Vector) is null
            : Math.Abs(sum.CosineWith(steps[0].Vector)!.Value - expected) < 1e-12;
    });

    [Theory]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    public void Of_ElementOutOfRange_IsRefused(float element) =>
        Assert.Throws<ArgumentException>(() => ProductVector.Of([0, element]));

    [Fact]
    public void Of_NoLength_IsNone() => Assert.Null(ProductVector.Of([0, 0]));

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(element => element * element));
}

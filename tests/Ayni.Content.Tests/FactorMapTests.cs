using Ayni.Numerics;

namespace Ayni.Content.Tests;

public sealed class FactorMapTests
{
    [Fact]
    public void Fit_LinearFactors_ArePredictedForNewItems()
    {
        var (features, factors) = Linear(items: 300, width: 6, rank: 3, noise: 0);

        var map = FactorMap.Fit(features.AsMemory(0, 200 * 6), 6, factors.AsMemory(0, 200 * 3), 3, default, 1e-6);

        var predicted = map.PredictAll(features.AsSpan(200 * 6));
        for (var index = 0; index < predicted.Length; index++)
            Assert.Equal(factors[(200 * 3) + index], predicted[index], 1e-4);
    }

    [Fact]
    public void Fit_OneFeature_IsTheClosedForm()
    {
        // Slope of centred data: Σ w x y / (Σ w x² + λ), with weights of mean 1.
        float[] features = [1, 2, 4];
        float[] factors = [2, 3, 8];
        float[] weights = [1, 2, 1];
        const double xMean = 9.0 / 4;
        const double yMean = 16.0 / 4;
        double[] scaled = [0.75, 1.5, 0.75];
        var xy = Enumerable.Range(0, 3).Sum(item => scaled[item] * (features[item] - xMean) * (factors[item] - yMean));
        var xx = Enumerable.Range(0, 3).Sum(item => scaled[item] * Math.Pow(features[item] - xMean, 2));
        var slope = xy / (xx + 0.5);

        var map = FactorMap.Fit(features, 1, factors, 1, weights, 0.5);

        var predicted = map.PredictAll([0, 10]);
        Assert.Equal(yMean - (slope * xMean), predicted[0], 1e-5);
        Assert.Equal(yMean + (slope * (10 - xMean)), predicted[1], 1e-4);
    }

    [Fact]
    public void Fit_HugeRegularization_PredictsTheMean()
    {
        var (features, factors) = Linear(items: 100, width: 4, rank: 2, noise: 0);

        var map = FactorMap.Fit(features, 4, factors, 2, default, 1e9);

        var mean = Enumerable.Range(0, 100).Average(item => factors[item * 2]);
        Assert.Equal(mean, map.PredictAll(features.AsSpan(0, 4))[0], 1e-4);
    }

    [Fact]
    public void Fit_ItemOfWeightZero_ChangesNothing()
    {
        var (features, factors) = Linear(items: 50, width: 4, rank: 2, noise: 0.1);
        float[] weights = [.. Enumerable.Repeat(1f, 49), 0];
        float[] spoilt = [.. factors];
        spoilt[^1] = 1000;

        Assert.Equal(
            FactorMap.Fit(features, 4, factors, 2, weights, 1).ToSafeTensors(),
            FactorMap.Fit(features, 4, spoilt, 2, weights, 1).ToSafeTensors());
    }

    [Fact]
    public void FitByValidation_Noise_AsksForMoreRegularization()
    {
        var (quietFeatures, quiet) = Linear(items: 200, width: 30, rank: 4, noise: 0.001);
        var (loudFeatures, loud) = Linear(items: 200, width: 30, rank: 4, noise: 30);

        var (clear, clearShare) = FactorMap.FitByValidation(quietFeatures, 30, quiet, 4, default);
        var (blurred, blurredShare) = FactorMap.FitByValidation(loudFeatures, 30, loud, 4, default);

        Assert.True(clear.Regularization < blurred.Regularization);
        Assert.InRange(clearShare, 0.99, 1);
        Assert.InRange(blurredShare, -0.5, 0.7);
    }

    [Fact]
    public void FitByValidation_AnyNumberOfThreads_GivesTheSameBytes()
    {
        var (features, factors) = Linear(items: 700, width: 40, rank: 8, noise: 1);

        var one = FactorMap.FitByValidation(features, 40, factors, 8, default, threads: 1);
        var four = FactorMap.FitByValidation(features, 40, factors, 8, default, threads: 4);

        Assert.Equal(one.Map.ToSafeTensors(), four.Map.ToSafeTensors());
        Assert.Equal(one.Explained, four.Explained);
    }

    [Fact]
    public void FitByValidation_ItemsHiddenByTheSameSeed_LeavesSomeToChooseBy()
    {
        var (features, factors) = Linear(items: 200, width: 4, rank: 2, noise: 0.1);
        float[] weights =
            [.. Enumerable.Range(0, 200).Select(item => new SplitMix64(1, item).NextDouble() < 0.2 ? 0f : 1f)];

        Assert.InRange(FactorMap.FitByValidation(features, 4, factors, 2, weights).Explained, 0.5, 1);
    }

    [Fact]
    public void SafeTensors_RoundTrip_IsTheSame()
    {
        var (features, factors) = Linear(items: 50, width: 4, rank: 2, noise: 0.1);
        var map = FactorMap.Fit(features, 4, factors, 2, default, 0.3);

        var read = FactorMap.FromSafeTensors(map.ToSafeTensors());

        Assert.Equal(map.PredictAll(features), read.PredictAll(features));
        Assert.Equal((4, 2, 0.3), (read.Width, read.Rank, read.Regularization));
        Assert.Equal(map.ToSafeTensors(), read.ToSafeTensors());
    }

    [Fact]
    public void FromSafeTensors_HandMadeFaults_AreRefused()
    {
        static SafeTensorsBuilder File(string format, string version, string regularization) => new SafeTensorsBuilder()
            .SetMetadata("format", format)
            .SetMetadata("version", version)
            .SetMetadata("regularization", regularization);
        byte[][] faults =
        [
            File("ayni.factor-map", "2", "1").Add("map", [1f], 1, 1).Add("offsets", [1f], 1).ToBytes(),
            File("other", "1", "1").Add("map", [1f], 1, 1).Add("offsets", [1f], 1).ToBytes(),
            File("ayni.factor-map", "1", "-1").Add("map", [1f], 1, 1).Add("offsets", [1f], 1).ToBytes(),
            File("ayni.factor-map", "1", "1").Add("map", [1f], 1).Add("offsets", [1f], 1).ToBytes(),
            File("ayni.factor-map", "1", "1").Add("map", [1f], 1, 1).Add("offsets", [1f, 2f], 2).ToBytes(),
            File("ayni.factor-map", "1", "1").Add("map", [float.NaN], 1, 1).Add("offsets", [1f], 1).ToBytes(),
            File("ayni.factor-map", "1", "1").Add("map", [1f], 1, 1).ToBytes(),
            [1, 2, 3],
        ];

        Assert.All(faults, bytes => Assert.Throws<InvalidDataException>(() => FactorMap.FromSafeTensors(bytes)));
    }

    [Fact]
    public void Fit_WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FactorMap.Fit(new float[3], 2, new float[2], 1, default, 1));
        Assert.Throws<ArgumentException>(() => FactorMap.Fit(new float[4], 2, new float[3], 1, default, 1));
        Assert.Throws<ArgumentException>(() => FactorMap.Fit(new float[4], 2, new float[2], 1, new float[1], 1));
        Assert.Throws<ArgumentException>(() => FactorMap.Fit(new float[4], 2, new float[2], 1, new float[2], 1));
        Assert.Throws<ArgumentException>(
            () => FactorMap.Fit(new float[] { float.NaN }, 1, new float[1], 1, default, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FactorMap.Fit(new float[2], 1, new float[2], 1, default, 0));
        Assert.Throws<ArgumentException>(() => FactorMap.FitByValidation(new float[1], 1, new float[1], 1, default));
    }

    private static (float[] Features, float[] Factors) Linear(int items, int width, int rank, double noise)
    {
        var random = new Random(items + width);
        float[] map = [.. Enumerable.Range(0, width * rank).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        float[] features = [.. Enumerable.Range(0, items * width).Select(_ => random.NextSingle())];
        var factors = new float[items * rank];
        for (var item = 0; item < items; item++)
        {
            for (var column = 0; column < rank; column++)
            {
                var sum = 0.5 + (noise * (random.NextDouble() - 0.5));
                for (var feature = 0; feature < width; feature++)
                    sum += features[(item * width) + feature] * map[(feature * rank) + column];
                factors[(item * rank) + column] = (float)sum;
            }
        }

        return (features, factors);
    }
}

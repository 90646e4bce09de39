using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Models;
using Ayni.Numerics;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>
/// A model whose factors are normal random numbers, all alike: the hardest to search, for none of it can be told apart
/// early.
/// </summary>
internal static class RandomModel
{
    /// <summary>Length of a factor.</summary>
    public const int Rank = 64;

    /// <summary>Makes one of so many products.</summary>
    public static ModelArtifact Of(int products, long position, DateTimeOffset time)
    {
        var random = new Random(GowallaLog.Seed);
        var factors = new float[products * Rank];
        for (var element = 0; element < factors.Length; element++)
            factors[element] = (float)(Normal(random) / Math.Sqrt(Rank));
        var options = new TrainingOptions { Rank = Rank };
        var side = FixedSide.Of(factors, Rank, options.UnobservedWeight);
        return new ModelArtifact
        {
            Version = $"random-{products}",
            Rank = Rank,
            ProductIds = [.. Enumerable.Range(0, products).Select(GowallaLog.ProductId)],
            ItemFactors = factors,
            Eigenvalues = side.Eigenvalues.ToArray(),
            Popularity = [.. Enumerable.Range(0, products).Select(product => 1f / (product + 1))],
            Options = options,
            ReferenceTime = time,
            AsOfPosition = position,
            CodeVersion = "measurement",
        };
    }

    /// <summary>Writes a model and has it answer.</summary>
    public static async Task PublishAsync(
        ModelArtifact artifact, IModelStore store, IModelRegistryGrain registry, int shoppers)
    {
        await store.WriteAsync(
            ModelKeys.Items(ModelNames.Default, artifact.Version), artifact.ToSafeTensors());
        await registry.Publish(new ModelVersion
        {
            Version = artifact.Version,
            AsOfPosition = artifact.AsOfPosition,
            Options = artifact.Options,
            ReferenceTime = artifact.ReferenceTime,
            CodeVersion = artifact.CodeVersion,
            PublishedAt = artifact.ReferenceTime,
            Users = shoppers,
            Products = artifact.ItemCount,
            ContentHash = "",
        });
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

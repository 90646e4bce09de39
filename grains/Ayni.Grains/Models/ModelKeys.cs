namespace Ayni.Grains.Models;

/// <summary>Keys of a model's files in the model store.</summary>
public static class ModelKeys
{
    /// <summary>Prefix of all files of a version.</summary>
    public static string Prefix(string modelName, string version) => $"models/{modelName}/{version}/";

    /// <summary>Item factors, popularity and product ids: see <see cref="ModelArtifact"/>.</summary>
    public static string Items(string modelName, string version) => Prefix(modelName, version) + "items.safetensors";

    /// <summary>
    /// A re-ranker: see <see cref="Ayni.Recommenders.Reranker"/>. Named by its content, so that a file is never changed
    /// under a silo that reads it.
    /// </summary>
    public static string Reranker(string modelName, string version, string contentHash) =>
        $"{Prefix(modelName, version)}reranker-{contentHash}.safetensors";
}

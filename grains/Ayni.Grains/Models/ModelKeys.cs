namespace Ayni.Grains.Models;

/// <summary>Keys of a model's files in the model store.</summary>
public static class ModelKeys
{
    /// <summary>Prefix of all files of a version.</summary>
    public static string Prefix(string modelName, string version) => $"models/{modelName}/{version}/";

    /// <summary>Item factors, popularity and product ids: see <see cref="ModelArtifact"/>.</summary>
    public static string Items(string modelName, string version) => Prefix(modelName, version) + "items.safetensors";
}

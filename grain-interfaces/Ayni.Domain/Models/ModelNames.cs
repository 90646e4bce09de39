namespace Ayni.Domain.Models;

/// <summary>Names of models.</summary>
public static class ModelNames
{
    /// <summary>The model every answer comes from unless another is named.</summary>
    public const string Default = "default";
}

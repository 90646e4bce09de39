namespace Ayni.Recommenders;

/// <summary>How item vectors are made.</summary>
public enum EmbeddingMethod
{
    /// <summary><see cref="Ayni.Recommenders.SkipGram"/>.</summary>
    SkipGram,

    /// <summary><see cref="Ayni.Recommenders.PmiVectors"/>.</summary>
    PmiVectors,
}

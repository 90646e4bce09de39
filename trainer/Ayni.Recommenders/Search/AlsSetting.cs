namespace Ayni.Recommenders;

/// <summary>What a search of ALS settles; the other options stay as they are.</summary>
/// <param name="Rank">Length of a factor.</param>
/// <param name="Regularization">λ.</param>
/// <param name="UnobservedWeight">α₀.</param>
/// <param name="FrequencyScaling">ν.</param>
public readonly record struct AlsSetting(
    int Rank, double Regularization, double UnobservedWeight, double FrequencyScaling);

using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>Two models on the same users.</summary>
/// <param name="Model">The one.</param>
/// <param name="Baseline">The other.</param>
/// <param name="Metric">What was compared, such as "ndcg@10".</param>
/// <param name="Difference">Mean of the model's figure − the baseline's.</param>
/// <param name="Interval">Bootstrap interval of it, the same users drawn for both.</param>
/// <param name="PValue">Sign-flip permutation test of it, two-sided; not corrected for the number of tests.</param>
/// <param name="Better">Users for whom the model is better.</param>
/// <param name="Worse">Users for whom it is worse.</param>
internal sealed record ModelDifference(
    string Model,
    string Baseline,
    string Metric,
    double Difference,
    ConfidenceInterval Interval,
    double PValue,
    int Better,
    int Worse);

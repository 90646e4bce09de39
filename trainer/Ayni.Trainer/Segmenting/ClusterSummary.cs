namespace Ayni.Trainer.Segmenting;

/// <summary>One cluster of shoppers on their features.</summary>
/// <param name="Cluster">Number, 1 the largest.</param>
/// <param name="Shoppers">Shoppers in it.</param>
/// <param name="Description">What tells them apart, strongest first.</param>
internal sealed record ClusterSummary(int Cluster, int Shoppers, string Description);

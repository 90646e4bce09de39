namespace Ayni.Recommenders;

/// <summary>What a trial of a search came to.</summary>
/// <param name="Ndcg">Mean NDCG@10 of the users asked.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Sweeps">Sweeps after which it was so, the fewest of equals; 0 for a part that makes none.</param>
public readonly record struct SearchFigure(double Ndcg, double Error, int Sweeps);

namespace Ayni.Gateway.Products;

/// <summary>What became of a bulk load: good rows are stored, bad rows are listed.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Stored">Rows stored; of two with one id, the last one stands.</param>
/// <param name="Refused">Rows refused.</param>
/// <param name="Problems">What was wrong, at most 1,000 entries.</param>
/// <param name="IgnoredFields">
/// Names of fields that mean nothing to us, at most 20 of them.
/// </param>
public sealed record BulkAnswer(
    int Rows, int Stored, int Refused, IReadOnlyList<RowProblem> Problems, IReadOnlyList<string> IgnoredFields);

namespace Ayni.Data.Import;

/// <summary>The files of an import: interactions, products, or both.</summary>
/// <param name="Interactions">Paths of files of interactions, all of one kind.</param>
/// <param name="Products">Paths of files of products, all of one kind.</param>
public sealed record ImportFiles(IReadOnlyList<string> Interactions, IReadOnlyList<string> Products);

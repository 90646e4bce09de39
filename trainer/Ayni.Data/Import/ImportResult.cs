using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>What an import did.</summary>
/// <param name="Interactions">What became of the rows of the interactions file.</param>
/// <param name="Log">Interactions appended, and duplicates: together the rows kept.</param>
/// <param name="Products">What became of the rows of the products file; null if there was none.</param>
/// <param name="ProductsWritten">Catalogue entries inserted or replaced.</param>
public sealed record ImportResult(
    ImportReport Interactions, BulkAppendResult Log, ImportReport? Products, int ProductsWritten);

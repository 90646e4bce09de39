using Ayni.Domain.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>A catalogue entry that a grain holds.</summary>
/// <param name="Entry">The entry; null: the catalogue has none.</param>
/// <param name="Position">Catalogue position up to which every change of it is in that.</param>
internal sealed record HeldEntry(Product? Entry, long Position);

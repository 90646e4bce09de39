using Ayni.Domain.Errors;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Exports;

/// <summary>Who makes lists for everybody needs every product at hand.</summary>
internal static class WholeIndex
{
    /// <summary>The state of a table that holds all products.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: this silo holds parts of the catalogue alone.</exception>
    public static IndexSnapshot Of(IndexTable table) => table.Slices is null
        ? table.Current
        : throw new AyniException(
            ErrorCodes.Conflict,
            "This silo holds parts of the catalogue alone (Ayni:Index:Partitions); lists for everybody need all of it. "
            + "Ask a process that holds it whole, such as the trainer's recommend --all.");
}

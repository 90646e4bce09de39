using Ayni.Domain.Errors;

namespace Ayni.Grains.Exports;

/// <summary>Makes everybody's lists at once. Thread-safe; one a silo.</summary>
public interface IListExporter
{
    /// <summary>Checks the order, and gets ready; nobody's list is made yet.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such scenario. <c>invalid</c>: the count is out of range, or the scenario asks for what
    /// only a shopper's and products' grains remember.
    /// </exception>
    Task<ListExport> OpenAsync(ListOrder order, CancellationToken cancellationToken);
}

using Ayni.Domain.Errors;

namespace Ayni.Grains.Exports;

/// <summary>Finds whom to write to about products. Thread-safe; one a silo.</summary>
public interface IAudienceFinder
{
    /// <summary>
    /// The shoppers that the model scores highest for the products, of those who consent and have not bought them.
    /// </summary>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: the order is out of range, or the condition wrong. <c>not_found</c>: a product that neither the
    /// catalogue nor the model knows. <c>conflict</c>: there is no model yet.
    /// </exception>
    Task<Audience> FindAsync(AudienceOrder order, CancellationToken cancellationToken);
}

using Microsoft.AspNetCore.Http.Metadata;

namespace Ayni.Gateway.Problems;

/// <summary>Longest body a path reads; the server stops reading, and answers 413, past it.</summary>
/// <param name="MaxBytes">The limit.</param>
internal sealed record BodyLimit(long MaxBytes) : IRequestSizeLimitMetadata
{
    long? IRequestSizeLimitMetadata.MaxRequestBodySize => MaxBytes;
}

using Ayni.Content;
using Ayni.Content.Onnx;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Texts;

/// <summary>What turns texts into vectors.</summary>
/// <param name="Words">The model of a catalogue's own words.</param>
/// <param name="Pretrained">A sentence encoder in its place; null for none.</param>
internal sealed record EncoderChoice(TextModelOptions Words, OnnxTextEncoderOptions? Pretrained)
{
    /// <summary>Encodes some products by what the whole catalogue says.</summary>
    /// <param name="catalogue">What the model of words is made of.</param>
    /// <param name="products">What is encoded.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="AyniException"><c>not_found</c>: no sentence encoder at the path.</exception>
    public ProductVectors Encode(
        IReadOnlyList<Product> catalogue,
        IReadOnlyList<Product> products,
        int threads,
        CancellationToken cancellationToken)
    {
        ProductText[] texts = [.. products.Select(ProductText.Of)];
        if (Pretrained is { } pretrained)
        {
            using var sentences = Open(pretrained with { Threads = threads });

            // A run has the threads already.
            return new ProductVectors(
                sentences.Name, sentences.Dimensions, sentences.EncodeAll(texts, threads: 1, cancellationToken));
        }

        var words = TextModel.Fit(
            [.. catalogue.Select(ProductText.Of)], Words, threads, cancellationToken: cancellationToken);
        return new ProductVectors(words.Name, words.Dimensions, words.EncodeAll(texts, threads, cancellationToken));
    }

    private static OnnxTextEncoder Open(OnnxTextEncoderOptions options)
    {
        try
        {
            return OnnxTextEncoder.Open(options);
        }
        catch (FileNotFoundException exception)
        {
            throw new AyniException(ErrorCodes.NotFound, exception.Message);
        }
    }
}

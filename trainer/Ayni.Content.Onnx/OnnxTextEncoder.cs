namespace Ayni.Content.Onnx;

/// <summary>
/// A pretrained sentence encoder in the ONNX format: mean of its token vectors, brought to length 1 (Reimers, Gurevych
/// 2019). It knows likenesses that a shop's own texts do not show ("sofa" and "couch"), for a file of 90 MB or more and
/// some milliseconds a text.
/// </summary>
/// <remarks>
/// Thread-safe. A text has the same vector within rounding whatever its batch; the same bits as long as it is cached.
/// </remarks>
public sealed class OnnxTextEncoder : ITextEncoder, IDisposable
{
    private readonly OnnxTextEncoderOptions _options;
    private readonly EncoderSession _session;
    private readonly ITextTokens _tokens;
    private readonly VectorCache _cache;

    private OnnxTextEncoder(OnnxTextEncoderOptions options, EncoderSession session, ITextTokens tokens)
    {
        (_options, _session, _tokens) = (options, session, tokens);
        _cache = new VectorCache(options.CacheEntries);
        Dimensions = session.Run([tokens.Read("a", options.MaxTokens)], tokens.Padding)[0].Length;
    }

    /// <inheritdoc/>
    public string Name => "onnx";

    /// <inheritdoc/>
    public int Dimensions { get; }

    /// <summary>Texts whose vectors are kept now.</summary>
    public int CachedTexts => _cache.Count;

    /// <summary>Loads model and tokenizer, and runs the model once.</summary>
    /// <param name="options">Where they are, and limits.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">Model or tokenizer is not there: where it was looked for.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be: inputs, outputs, vocabulary.</exception>
    public static OnnxTextEncoder Open(OnnxTextEncoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var files = EncoderFiles.Find(
            options.Path, options.TokenizerPath, OnnxTextEncoderOptions.ConfigurationKey);
        var tokens = files.ReadTokenizer(options.IsUncased);
        var session = new EncoderSession(files.Model, options.Threads);
        try
        {
            return new OnnxTextEncoder(options, session, tokens);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Encode(
        IReadOnlyList<ProductText> texts, Span<float> vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (vectors.Length != (long)texts.Count * Dimensions)
            throw new ArgumentException($"{vectors.Length} numbers are not {texts.Count} vectors of {Dimensions}.");
        vectors.Clear();
        var missing = new List<(int Text, UInt128 Key, long[] Tokens)>();
        for (var text = 0; text < texts.Count; text++)
        {
            var plain = texts[text].ToPlainText();
            if (plain.Length == 0)
                continue;
            var key = VectorCache.KeyOf(plain);
            if (_cache.Find(key) is { } kept)
                kept.CopyTo(vectors[(text * Dimensions)..]);
            else
                missing.Add((text, key, _tokens.Read(_options.Prefix + plain, _options.MaxTokens)));
        }

        // Texts of about one length go together: little is filled up.
        missing.Sort((left, right) => (left.Tokens.Length, left.Text).CompareTo((right.Tokens.Length, right.Text)));
        foreach (var batch in missing.Chunk(_options.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var means = _session.Run([.. batch.Select(entry => entry.Tokens)], _tokens.Padding);
            for (var entry = 0; entry < batch.Length; entry++)
            {
                TextEncoding.Normalize(means[entry]);
                means[entry].CopyTo(vectors[(batch[entry].Text * Dimensions)..]);
                _cache.Keep(batch[entry].Key, means[entry]);
            }
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Dispose();
}

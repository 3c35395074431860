namespace NetAudit.Model;

/// <summary>A value that an aspect can have: one of the kinds below. Editions and rows write its name.</summary>
internal abstract record AspectValue
{
    /// <summary>The answer of aspects that ask whether.</summary>
    public static readonly AspectValue Yes = new AnswerValue(true);

    /// <summary>The answer of aspects that ask whether.</summary>
    public static readonly AspectValue No = new AnswerValue(false);

    /// <summary>Its name, as editions write it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the value says that the aspect is absent.</summary>
    public virtual bool IsNo => false;

    /// <summary>The value of a network model.</summary>
    public static AspectValue From(NetworkModel model) => new ModelValue(model);

    /// <summary>The value of an encryption scheme.</summary>
    public static AspectValue From(EncryptionScheme scheme) => new SchemeValue(scheme);

    /// <summary>The value of an isolation schema.</summary>
    public static AspectValue From(IsolationSchema schema) => new SchemaValue(schema);

    /// <summary>The value of a protocol.</summary>
    public static AspectValue From(IPProtocol protocol) => new ProtocolValue(protocol);

    /// <summary>Its name.</summary>
    public sealed override string ToString() => Name;

    private sealed record AnswerValue(bool IsYes) : AspectValue
    {
        public override string Name => IsYes ? ValueNames.Yes : ValueNames.No;

        public override bool IsNo => !IsYes;
    }

    private sealed record ModelValue(NetworkModel Model) : AspectValue
    {
        public override string Name => Model.Name();
    }

    private sealed record SchemeValue(EncryptionScheme Scheme) : AspectValue
    {
        public override string Name => Scheme.Name();

        public override bool IsNo => Scheme == EncryptionScheme.None;
    }

    private sealed record SchemaValue(IsolationSchema Schema) : AspectValue
    {
        public override string Name => Schema.Name();
    }

    private sealed record ProtocolValue(IPProtocol Protocol) : AspectValue
    {
        public override string Name => Protocol.Name;
    }
}
